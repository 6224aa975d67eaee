"""The expressions of ODK forms: read once, evaluated often.

    expression = compile_expression("../age >= 18 and selected(../needs, 'shelter')")
    expression.truth(Frame(node, environment))

Purpose: relevance, constraints, calculations, choice filters and everything else that a form says in XPath.
Not its purpose: when something is calculated anew, which is the form engine's work; `references` tells it
what stands on what. To remember: JavaRosa is the norm (docs/developer/xpath.md names where we differ). Text
of the respondent is only ever a value, never part of an expression. Errors carry a code and the place in
the expression, never an answer.
"""

from .compiling import Expression, compile_expression
from .environment import Environment, Frame
from .errors import Code, ExpressionError
from .nodes import Node
from .references import references

__all__ = [
    "Code",
    "Environment",
    "Expression",
    "ExpressionError",
    "Frame",
    "Node",
    "compile_expression",
    "references",
]
