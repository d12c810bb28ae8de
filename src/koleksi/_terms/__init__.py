"""Facts of the domain, each once. Imports only ``book``."""
