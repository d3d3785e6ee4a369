using VirshLite.Architecture.Samples.Upper;

namespace VirshLite.Architecture;

/// <summary>The reading of assemblies sees what it is there to see: this assembly breaks the rule on purpose, in its samples.</summary>
public sealed class AssemblyArrowsSpecs
{
    private static readonly IReadOnlyCollection<TypeArrow> Own = AssemblyArrows.Of(typeof(AssemblyArrowsSpecs).Assembly.Location);

    [Theory]
    [InlineData("Below")]
    [InlineData("BelowLambda")]
    [InlineData("BelowIterator")]
    [InlineData("BelowPattern")]
    [InlineData("BelowGeneric")]
    public void A_type_that_only_a_method_body_names_is_seen(string name) =>
        Own.ShouldContain(arrow => arrow.From.Name == nameof(Above) && arrow.To.Name == name);

    [Fact]
    public void A_circle_between_namespaces_is_found() =>
        new NamespaceGraph(Own).Circles.ShouldHaveSingleItem()
            .ShouldBe(["VirshLite.Architecture.Samples.Lower", "VirshLite.Architecture.Samples.Upper"], ignoreOrder: true);
}
