"""Library: public resources about women and harm reduction, in every language.

Purpose: a work has language versions; a version has files and links. What comes in is clean; what is here
can be found, cited and fetched. Not its purpose: pages that editors write (`website`); countries and
topics (`places`, `topics`). To remember: one mapping table (`mapping.py`) feeds every exchange format;
link only where there is no right to host.
"""
