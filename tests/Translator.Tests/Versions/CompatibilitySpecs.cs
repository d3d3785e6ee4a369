using System.Reflection;
using System.Text.RegularExpressions;
using VirshLite.DomainParser;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Versions;

/// <summary>The room for versions itself; what each switch changes stands beside it in this folder.</summary>
public partial class CompatibilitySpecs
{
    [Theory]
    [InlineData("11.3", "11.3")]
    [InlineData("9.0.0", "9.0")]
    [InlineData("12.8.0-1", "12.8")]
    public void A_version_is_read_as_people_and_logs_write_it(string text, string version) => Compatibility.Of(text).Version.ToString().ShouldBe(version);

    [Theory]
    [InlineData("eleven", "is no version of libvirt")]
    [InlineData("11", "is no version of libvirt")]
    [InlineData("8.10", "not known; those of 9.0 to 12.8 are")]
    [InlineData("12.9", "not known; those of 9.0 to 12.8 are")]
    public void Rules_that_are_not_known_are_not_made_up(string text, string reason) =>
        Should.Throw<DomainException>(() => Compatibility.Of(text)).Message.ShouldContain(reason);

    [Fact]
    public void Without_a_word_the_rules_are_those_of_11_3() => new Settings().Rules.ShouldBe(Compatibility.Of("11.3"));

    [Fact]
    public void Nothing_outside_the_room_compares_versions()
    {
        var offenders = new List<string>();
        foreach (string file in Directory.EnumerateFiles(Checkout.At("src"), "*.cs", SearchOption.AllDirectories))
        {
            bool room = Path.GetFileName(file) is "Compatibility.cs" or "LibvirtVersion.cs";
            if (!room && !file.Contains("/obj/", StringComparison.Ordinal) && Comparison().Match(File.ReadAllText(file)) is { Success: true } found)
            {
                offenders.Add($"{Path.GetFileName(file)}: {found.Value}");
            }
        }

        offenders.ShouldBeEmpty("a difference between versions is a switch of Compatibility");
    }

    [Theory]
    [InlineData("if (context.Rules.Version == new LibvirtVersion(9, 0))")]
    [InlineData("bool old = Rules.Version.Major < 11;")]
    [InlineData("return rules.Version is { Major: 12 };")]
    [InlineData("var twelve = new LibvirtVersion(12, 0);")]
    public void Comparisons_are_found(string code) => Comparison().IsMatch(code).ShouldBeTrue();

    [Fact]
    public void Showing_a_version_is_no_comparison() =>
        Comparison().IsMatch("io.Out.WriteLine($\"{settings.Rules.Version}\"); json.Write(context.Rules.Version.ToString());").ShouldBeFalse();

    [Fact]
    public void Every_switch_stands_in_the_docs_with_its_version()
    {
        string page = File.ReadAllText(Checkout.At("docs/versions.md"));
        PropertyInfo[] switches = [.. typeof(Compatibility).GetProperties().Where(p => p.PropertyType == typeof(bool) && p.CanWrite)];
        switches.Length.ShouldBeGreaterThan(40);
        for (int i = 0; i < Versions.Length; i++)
        {
            foreach (PropertyInfo one in switches.Where(p =>
                i > 0 && p.GetValue(Compatibility.Of(Versions[i]))!.Equals(true) != p.GetValue(Compatibility.Of(Versions[i - 1]))!.Equals(true)))
            {
                page.ShouldContain($"| {Versions[i]} | `{one.Name}` | ");
            }
        }
    }

    /// <summary>A version that is taken apart, held against something, or made.</summary>
    [GeneratedRegex(@"[Rr]ules\.Version(\.(Major|Minor|Equals|CompareTo)|\s*([<>=!]=?|\bis\b|switch\b))|new LibvirtVersion\(|LibvirtVersion\.(Major|Minor)")]
    private static partial Regex Comparison();

    private static readonly string[] Versions =
    [
        .. from major in Enumerable.Range(9, 4) from minor in Enumerable.Range(0, 11) where major < 12 || minor < 9 select $"{major}.{minor}",
    ];
}
