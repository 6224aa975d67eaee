"""Registration for a meeting, without an account or with one."""
