using System.Text.RegularExpressions;

namespace VirshLite.DomainParser.Tests;

/// <summary>
/// docs/supported.md names every attribute and child that a reader asks for, in the section that claims the reader (its comment <c>readers: …</c>).
/// What a reader asks for are the words handed to calls in its source: <c>cursor.Text("dev")</c>, <c>Period(cursor, "quota")</c>, <c>Qemu + "arg"</c>.
/// </summary>
public partial class SupportedPageSpecs
{
    private static readonly string[] Rooms = [Checkout.At("src", "DomainParser", "Documents"), Checkout.At("src", "DomainParser", "Reading")];

    /// <summary>
    /// No readers of what people write: what reads any XML, what writes, and what only programs write to each other (cookies of migrations and saved guests,
    /// headers of saved guests, backing strings, status files).
    /// </summary>
    private static readonly string[] Others =
    [
        "XmlCursor", "XmlCursor.Values", "XmlSource", "DeviceKind", "ListedDeviceKind", "SingleDeviceKind", "DeviceDocument", "NearestWord", "Namespaces",
            "Places", "StoredXml",
        "Bounds", "SysinfoDocument", "DomainWriter", "DevicesWriter", "BackupWriter", "CheckpointWriter", "SnapshotWriter", "MigrationParametersWriter",
        "MigrationCookieReader", "MigrationCookieWriter", "SaveCookieWriter", "SaveImage", "SaveImageHeader", "StorageSourceText", "DiskFragmentReader",
        "DomainStatusReader", "DomainStatusWriter", "StatusJobReader", "StatusSourceReader", "StatusSourceWriter", "BlockJobStatusReader", "BlockJobStatusWriter",
        "StatusDataReader", "StoragePrivateReader", "InterfaceActualReader",
    ];

    /// <summary>Calls whose words are not names of XML.</summary>
    private static readonly string[] OtherCalls =
        ["Since", "Knows", "RefuseNewer", "Error", "Unsupported", "DomainException", "StartsWith", "EndsWith", "Contains", "IndexOf", "Append", "ContentBytes",
            "ContentKiB", "TryParseExact", "ToString"];

    private static readonly string[] Units = ["B", "b", "bytes", "KiB", "MiB"];

    private static readonly Dictionary<string, HashSet<string>> Sections = ReadPage();

    public static TheoryData<string> Readers() => [.. ReaderNames()];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Each_word_that_a_reader_asks_for_stands_in_its_section(string reader)
    {
        string source = File.ReadAllText(Rooms.Select(room => Path.Combine(room, reader + ".cs")).First(File.Exists));
        Sections.ShouldContainKey(reader, $"no section of docs/supported.md claims {reader} in its comment");
        Asked(source).Except(Sections[reader]).Order(StringComparer.Ordinal).ShouldBeEmpty($"docs/supported.md does not name what {reader} asks for");
    }

    [Fact]
    public void The_page_claims_only_readers_that_are_there() => Sections.Keys.ShouldBeSubsetOf(ReaderNames());

    [Fact]
    public void Words_are_found_in_direct_and_indirect_calls() =>
        Asked("""
            a = cursor.Child("one")?.NonEmpty("two") ?? throw cursor.Error("<three> is needed"); b = Period(cursor, "four"); cursor.IgnoreAttributes("five",
            "six"); if (word is "seven" || word == "eight") { } c = source.AttributeBytes("nine", "KiB", "ten"); root.Children(Qemu + "eleven"); string[] d = ["twelve"];
            // cursor.Text("thirteen")
            """).ShouldBe(["one", "two", "four", "five", "six", "nine", "ten", "eleven"], ignoreOrder: true);

    /// <summary>
    /// The plain string literals that are arguments: the bracket around them belongs to a call, and a bracket, comma or plus stands before them.
    /// </summary>
    private static HashSet<string> Asked(string source)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var calls = new Stack<string>();
        string word = "";
        char before = ' ';
        foreach (Match token in Token().Matches(source))
        {
            string text = token.Value;
            switch (text[0])
            {
                case '/' when text.Length > 1:
                    continue;
                case '(' or '[' or '{':
                    calls.Push(text[0] == '(' ? word : "");
                    break;
                case ')' or ']' or '}':
                    calls.TryPop(out _);
                    break;
                case '"' when calls.TryPeek(out string? call) && call.Length > 0 && before is '(' or ',' or '+':
                    string literal = text[1..^1];
                    if (!OtherCalls.Contains(calls.Peek()) && !Units.Contains(literal) && XmlName().IsMatch(literal))
                    {
                        asked.Add(literal);
                    }

                    break;
            }

            word = char.IsLetter(text[0]) ? text : "";
            before = text[0];
        }

        return asked;
    }

    private static List<string> ReaderNames() =>
        [.. Rooms.SelectMany(room => Directory.EnumerateFiles(room, "*.cs")).Select(f => Path.GetFileNameWithoutExtension(f)).Except(Others)
            .Where(n => n == "NetworkSourceReader" || !n.StartsWith("Network", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The words in backticks of each section, by the readers that it claims.</summary>
    private static Dictionary<string, HashSet<string>> ReadPage()
    {
        var sections = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (string section in File.ReadAllText(Checkout.At("docs", "supported.md")).Split("\n## ").Skip(1))
        {
            string[] readers = Claim().Match(section) is { Success: true } claim ? claim.Groups[1].Value.Split(' ') : [];
            var words = Quoted().Matches(section).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
            foreach (string reader in readers)
            {
                sections.Add(reader, words);
            }
        }

        return sections;
    }

    [GeneratedRegex("""//[^\n]*|\$*"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)+'|[A-Za-z_][A-Za-z0-9_]*|\S""")]
    private static partial Regex Token();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$")]
    private static partial Regex XmlName();

    [GeneratedRegex("<!-- readers: ([A-Za-z ]+) -->")]
    private static partial Regex Claim();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
