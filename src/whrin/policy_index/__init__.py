"""Policy index: what laws, policies and practices do to women who use drugs, country by country.

Purpose: the watch (`watch`): laws, bills, court decisions, policies and practices that harm, with dates as
far as they are known, sources, and every change kept. Not its purpose: what happened to one woman
(`incidents`); the source itself (`library`). To remember: nothing is public without a source; a status is
true on the day of its newest source or of its last check, and the page says which. A gendered index of
policies may come to live here beside `watch`, in a package of its own: it may read measures, measures know
nothing of it.
"""
