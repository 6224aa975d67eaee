"""Services: the living map of harm reduction services for women who use drugs.

Purpose: records of services with where each fact comes from, how old and how sure it is; anyone proposes,
two peers decide, every change is kept. Not its purpose: the organisations that run them (`organisations`),
pages of countries (`website`). To remember: a place has a precision, and what is finer is stored nowhere, not
even in what was; every exit reads `queries.public_services` alone; every write goes through `actions`.
"""
