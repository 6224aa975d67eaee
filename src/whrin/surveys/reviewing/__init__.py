"""Answers at the desk: their table, one of them with its history, what the team decides and corrects.

Purpose: pages for the team of a form, under `/desk/forms/<form_id>/answers/`. Not its purpose: tables that
leave the site (`tables`), figures (`figures`). To remember: answers come through `reviewing.queries` alone,
which takes the person asking; an old answer is shown with the words of its own version and as it was sent.
"""
