"""Tools for chat assistants (MCP): they verify a contact before they repeat it. Words of others come back as data."""
