"""The chain over the audit: links that cover events, and a walk that names the wrong row."""
