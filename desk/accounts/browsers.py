"""The browser that a request says it comes from, in words: “Firefox on Windows”; what is not known, as it came."""

LONGEST = 80  # characters of what is shown as it came
# What tells a browser, or a system, from those behind it, which many of those before it claim to be too.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Macintosh": "a Mac",
    "Linux": "Linux",
}


def in_words(agent: str) -> str:
    """Return “Chrome on a Mac” for the User-Agent of a request, or what of it is known."""
    browser, system = (_first(names, agent) for names in (BROWSERS, SYSTEMS))
    if browser and system:
        return f"{browser} on {system}"
    return browser or _shortened(agent) or "An unnamed browser"


def _first(names, agent):
    return next((name for sign, name in names.items() if sign in agent), "")


def _shortened(agent):
    return agent if len(agent) <= LONGEST else f"{agent[: LONGEST - 1]}…"
