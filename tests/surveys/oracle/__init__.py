"""Compares us with JavaRosa on whole forms, filled in at random, where Java is there."""
