"""Words of few letters in the tables of a report: Chinese ones may break anywhere, and must not."""

from mcda.output.blocks import Table
from mcda.output.report_html import report_elements


def test_a_word_of_few_letters_stays_on_one_line_and_a_name_may_break() -> None:
    html = report_elements([Table("排序", ("名次", "名称"), (("1", "江苏省水利厅"),), frozenset({0}))])
    assert '<th scope="col" class="number short">名次</th>' in html
    assert '<td class="number short">1</td>' in html
    assert "<td>江苏省水利厅</td>" in html
