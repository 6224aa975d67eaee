"""No index on the count of a word: PostgreSQL then counts in place."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RemoveIndex(model_name="word", name="search_word_unused")]
