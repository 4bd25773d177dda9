"""How the fields of forms are written: as Django does, and below a text, which signs nobody sees it holds."""

from django.forms.renderers import DjangoTemplates

from . import signs

OF_TEXT = {
    *(f"django/forms/widgets/{name}.html" for name in ("email", "input", "search", "text", "textarea", "url")),
    "admin/widgets/url.html",
}


class Fields(DjangoTemplates):
    """What settings.FORM_RENDERER names: the one place through which each form of the desk and the admin is written."""

    def render(self, template_name, context, request=None):
        told = _told(context["widget"]) if template_name in OF_TEXT else ""
        return self.write(template_name, context, request) + told

    def write(self, template_name, context, request):
        """The field itself."""
        return super().render(template_name, context, request)


def _told(widget):
    """The signs that a field of text holds; the field is then described by them too."""
    attributes = widget["attrs"]
    told = signs.told(widget["value"] or "", attributes.get("id", widget["name"]))
    if told and "id" in attributes:
        described = f"{attributes.get('aria-describedby', '')} {attributes['id']}-signs"
        attributes["aria-describedby"] = described.strip()
    return told
