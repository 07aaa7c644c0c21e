"""Tables of a report on narrow screens: words of few letters do not break, long ones can be folded."""

from mcda.output.blocks import Table
from mcda.output.report_html import report_elements


def test_a_long_table_of_scores_is_closed_where_it_is_folded_and_open_in_a_file() -> None:
    heads = ("name", "criterion", "score", "reason", "source")
    row = ("Wuxi", "Cost", "3", "By survey", "n = 4")
    told = [Table("Scores", heads, (row,) * rows, told=True) for rows in (12, 13)]
    folded = report_elements(told, folded=True)
    assert folded.count("<details>") == folded.count("</details>") == 1
    assert "<details><summary>Scores</summary>" in folded
    assert folded.count("By survey") == 25, "nothing is lost"
    assert "<details" not in report_elements(told)


def test_a_word_of_few_letters_stays_on_one_line_and_a_name_may_break() -> None:
    html = report_elements([Table("排序", ("名次", "名称"), (("1", "江苏省水利厅"),), frozenset({0}))])
    assert '<th scope="col" class="number short">名次</th>' in html
    assert '<td class="number short">1</td>' in html
    assert "<td>江苏省水利厅</td>" in html
