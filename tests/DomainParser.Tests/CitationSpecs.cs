using System.Text.RegularExpressions;

namespace VirshLite.DomainParser.Tests;

/// <summary>Every citation of the rule book leads to a section, rule or step that is there: in sources, in tests and from page to page.</summary>
public partial class CitationSpecs
{
    private static readonly string Rules = Checkout.At("docs", "rules");

    private static readonly RuleBook Book = new(Rules);

    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("tests", "*.cs")]
    [InlineData("docs/rules", "*.md")]
    public void Every_citation_leads_somewhere(string folder, string pattern)
    {
        var broken = new List<string>();
        int citations = 0;
        foreach (string file in Files(folder, pattern))
        {
            string text = File.ReadAllText(file);
            citations += RuleBook.Count(text);
            broken.AddRange(Book.Broken(text).Select(b => Path.GetFileName(file) + ": " + b));
        }

        citations.ShouldBePositive();
        broken.ShouldBeEmpty("citations of docs/rules that lead nowhere");
    }

    [Fact]
    public void Nothing_is_cited_by_the_number_of_an_item() =>
        Files("src", "*.cs").Where(f => ItemNumber().IsMatch(File.ReadAllText(f))).ShouldBeEmpty("sections have names that last; numbers of items change");

    [Fact]
    public void The_index_names_every_page()
    {
        string index = File.ReadAllText(Path.Combine(Rules, "README.md"));
        foreach (string page in Directory.EnumerateFiles(Rules, "*.md").Select(p => Path.GetFileName(p)!).Where(p => p != "README.md"))
        {
            index.ShouldContain($"[{page}]({page})");
        }
    }

    [Theory]
    [InlineData("(network.md 5.1)")]
    [InlineData("(storage.md 17.2 and 17.3, in its order)")]
    [InlineData("completion.md 2.2 to 2.4): implicit devices")]
    [InlineData("(devices.md 7.3 to 7.7, storage.md 14)")]
    [InlineData("confinement.md R26, R27")]
    [InlineData("capabilities.md 1.2b, 1.2c and 2, sources \"O\"")]
    [InlineData("(cpu.md Appendix A)")]
    [InlineData("startup.md 3,\n    /// step 24")]
    [InlineData("completion.md 2.2, step G3")]
    [InlineData("versions.md R4a")]
    public void All_forms_are_understood(string text)
    {
        RuleBook.Count(text).ShouldBePositive();
        Book.Broken(text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("network.md 5.77", "network.md has no 5.77")]
    [InlineData("storage.md 17.2 and 17.30", "storage.md has no 17.30")]
    [InlineData("completion.md 2.2 to 2.40", "completion.md has no 2.40")]
    [InlineData("devices.md 7.3 to 7.7, storage.md 140", "storage.md has no 140")]
    [InlineData("nowhere.md 1", "there is no page nowhere.md")]
    [InlineData("confinement.md R260", "confinement.md has no R260")]
    [InlineData("cpu.md Appendix Q", "cpu.md has no Appendix Q")]
    [InlineData("startup.md 3,\n    /// step 240", "startup.md 3 has no step 240")]
    public void A_broken_one_is_found(string text, string reason) => Book.Broken(text).ShouldContain(b => b.EndsWith(reason, StringComparison.Ordinal));

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Checkout.At(folder.Split('/')), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(f) is not ("CitationSpecs.cs" or "SupportedPageSpecs.cs" or "VirshTableSpecs.cs"));

    [GeneratedRegex(@"//.*\bitems? \d")]
    private static partial Regex ItemNumber();
}
