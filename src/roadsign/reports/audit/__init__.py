"""The audit: which of the two signals limits a site, its page types and its pages."""
