"""What axe finds wrong with a page. That alone is fetched: to send all that is right takes longer than to find it."""

from axe_playwright_python.base import AXE_SCRIPT

# The rules whose answer hangs on the colour scheme.
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = "options => axe.run({resultTypes: ['violations'], ...options}).then(found => found.violations)"


def violations(page, rules=None):
    """The violations of these rules, or of any, on the page as it stands."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, {"runOnly": rules} if rules else {})
