"""Mapping rounds: who has answered so far (`seats`), and what came of it, frozen when a round is published.

A round's answers come in through the surveys and its services go to the reviewers, as those of any mapping
survey. What is here counts them. Figures of any other survey are published as datasets by the same means
(`publishing`). To remember: of a few nothing is told, and what is frozen is read, never counted anew.
"""
