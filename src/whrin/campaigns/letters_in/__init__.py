"""What is done with letters that sign, and with answers to our letters; and what we write back."""
