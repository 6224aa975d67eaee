"""Reports that were filled in on a telephone without network, by ODK Collect and its like.

Purpose: answers of sensitive forms are sealed for caseworkers as they come in, and become reports when one of
them opens her keys. To remember: the server sees an answer for the moment in which it seals it; no return
code can be given offline, so nobody can answer her.
"""
