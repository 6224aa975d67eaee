"""The evidence of one paper: what is cited, what changed, and what else there is to cite."""
