from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result
from rdflib import RDF, SH

from kg.cli import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def damaged(built: Path, tmp_path: Path) -> Path:
    """The graph of the examples with one code that is none."""
    text = (built / "graph.ttl").read_text(encoding="utf-8")
    code = text.partition('kg:divisionCode "')[2].partition('"')[0]
    (tmp_path / "graph.ttl").write_text(
        text.replace(f'kg:divisionCode "{code}"', 'kg:divisionCode "12345"', 1), encoding="utf-8"
    )
    return tmp_path


def test_the_examples_fit_their_shapes(built: Path) -> None:
    result = run("validate", built)
    assert (result.exit_code, result.stdout) == (0, "the graph fits its shapes\n")
    report = run("validate", built, "--format", "ttl")
    assert report.exit_code == 0
    graph = rdflib.Graph().parse(data=report.stdout, format="turtle")
    (head,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(head, SH.conforms) == rdflib.Literal(True)


def test_a_failure_is_told_in_words_or_as_the_standard_has_it(damaged: Path) -> None:
    result = run("validate", damaged)
    assert result.exit_code == 1
    assert "A division code has 6, 9 or 12 digits.\n    kg:divisionCode 12345 · " in result.stdout
    assert result.stdout.endswith("\n1 findings\n")
    assert "区划代码须为六位、九位或十二位数字。" in run("validate", damaged, "--lang", "zh").stdout
    report = run("validate", damaged, "--format", "ttl")
    assert report.exit_code == 1
    graph = rdflib.Graph().parse(data=report.stdout, format="turtle")
    (result_node,) = graph.subjects(RDF.type, SH.ValidationResult)
    assert str(graph.value(result_node, SH.value)) == "12345"


def test_a_build_checks_what_it_wrote_where_it_is_told_to(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "桃子熟了\n\n本报记者 田 禾\n\n德清县钟管镇茅山村的桃子熟了。\n", encoding="utf-8"
    )
    result = run("build", tmp_path / "page.txt", "-o", tmp_path / "out", "--validate")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("\nthe graph fits its shapes\n")
    assert (tmp_path / "out" / "graph.ttl").exists()
