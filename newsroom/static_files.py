"""Static files as a public site serves them: compressed, and named after what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True  # a module imports another under the name that it has there
