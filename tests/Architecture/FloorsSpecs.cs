namespace VirshLite.Architecture;

/// <summary>The shape of the house: which project and which namespace may name which (docs/architecture.md).</summary>
public sealed class FloorsSpecs
{
    /// <summary>
    /// Namespaces that still form a circle, by project. The list only ever gets shorter: what is on it and in no circle any more has to be taken off.
    /// </summary>
    private static readonly Dictionary<string, string[]> KnownCircles = new()
    {
    };

    [Theory]
    [InlineData("DomainParser")]
    [InlineData("Translator")]
    [InlineData("Runner")]
    [InlineData("Cli")]
    public void No_namespaces_of_a_project_name_each_other_in_a_circle(string project)
    {
        IReadOnlyCollection<TypeArrow> arrows = AssemblyArrows.Of(Projects.AssemblyOf(project));
        arrows.Count.ShouldBeGreaterThan(20, "the assembly was not read");
        string[] known = KnownCircles.GetValueOrDefault(project, []);
        IReadOnlyList<IReadOnlySet<string>> circles = new NamespaceGraph(arrows).Circles;

        circles.Where(circle => !circle.IsSubsetOf(known)).Select(circle => Describe(circle, arrows)).ShouldBeEmpty();
        known.Where(name => !circles.Any(circle => circle.Contains(name))).ShouldBeEmpty("in no circle any more: take it off the list");
    }

    [Fact]
    public void Projects_name_only_those_below_them()
    {
        for (int i = 0; i < Projects.LowestFirst.Count; i++)
        {
            string[] above = [.. Projects.LowestFirst.Skip(i).Select(Projects.AssemblyNameOf)];
            AssemblyArrows.AssembliesOf(Projects.AssemblyOf(Projects.LowestFirst[i])).Intersect(above).ShouldBeEmpty(Projects.LowestFirst[i]);
        }
    }

    [Fact]
    public void A_file_stands_in_the_folder_of_its_namespace()
    {
        foreach (string project in Projects.LowestFirst)
        {
            string folder = Path.Combine(Checkout.Root, "src", project);
            foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                string relative = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!);
                if (relative.Split('/')[0] is "obj" or "bin" || File.ReadLines(file).FirstOrDefault(IsNamespace) is not { } line)
                {
                    continue;
                }

                string expected = relative == "." ? $"VirshLite.{project}" : $"VirshLite.{project}.{relative.Replace('/', '.')}";
                line["namespace ".Length..].TrimEnd(';').ShouldBe(expected, file);
            }
        }
    }

    private static bool IsNamespace(string line) => line.StartsWith("namespace ", StringComparison.Ordinal);

    /// <summary>The circle and, for each pair of its namespaces, one pair of types that draws the arrow.</summary>
    private static string Describe(IReadOnlySet<string> circle, IEnumerable<TypeArrow> arrows) =>
        $"circle of {string.Join(", ", circle)}:\n" + string.Join('\n', arrows
            .Where(arrow => arrow.From.Namespace != arrow.To.Namespace && circle.Contains(arrow.From.Namespace) && circle.Contains(arrow.To.Namespace))
            .GroupBy(arrow => (arrow.From.Namespace, arrow.To.Namespace))
            .Select(group => $"  {group.First()} ({group.Count()} such)")
            .Order(StringComparer.Ordinal));
}
