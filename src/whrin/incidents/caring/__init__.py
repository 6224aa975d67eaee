"""The desk of those who care for reports. Everything is opened in memory for her who asks, with the key that
she opened; what she writes is sealed again before it is stored.
"""
