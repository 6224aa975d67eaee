"""The questions on paper: a page to print and the same as PDF, in every language of the site."""
