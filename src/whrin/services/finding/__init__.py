"""The list of services: found, narrowed, shown in four ways, and taken along."""
