"""Explaining: what happens to her words, in words of hers. Each sentence here is a promise with a test."""
