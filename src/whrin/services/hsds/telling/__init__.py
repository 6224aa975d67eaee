"""Records as HSDS 3.1 tells them: plain mappings, made of rows that were fetched before."""
