using System.Globalization;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Output;

/// <summary>
/// What a command with <c>--output json</c> says, gathered until it ends: then it is one object or array on standard output. A verb that has a form of its
/// own for programs gives it with <see cref="Give"/>; of all others the tables, lists and sentences are taken as they come, and text by its shape
/// (<see cref="TextShape"/>).
/// </summary>
internal sealed class JsonAnswer
{
    private readonly List<string> sentences = [];
    private readonly List<KeyValuePair<string, object?>> members = [];
    private string? given;
    private object?[]? elements;
    private bool isParagraphs;

    /// <summary>What a verb prints for people.</summary>
    public StringWriter Text { get; } = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>What it prints on standard error.</summary>
    public StringWriter Warnings { get; } = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>The verb's own JSON.</summary>
    public void Give(string json) => given = given is null ? json : given + "\n" + json;

    /// <summary>That something was done.</summary>
    public void Say(string sentence) => sentences.Add(sentence);

    /// <summary>A member of the object.</summary>
    public void Add(string name, object? value) => members.Add(new(name, value));

    /// <summary>A list, perhaps empty, of plain values.</summary>
    public void List(IEnumerable<object?> values) => elements = [.. elements ?? [], .. values];

    /// <summary>A table: an object a row, named by the headings.</summary>
    public void List(TextTable table)
    {
        string[] names = [.. table.Heading.Select(AnswerValue.Name)];
        List(table.Rows.Select(row => (object?)names.Select((name, i) => AnswerValue.Member(name, row[i])).ToList()));
    }

    /// <summary>The text has an object in each of its paragraphs.</summary>
    public void ExpectParagraphs() => isParagraphs = true;

    /// <summary>The whole answer.</summary>
    public string Whole()
    {
        string text = Text.ToString();
        if (given is not null)
        {
            return given;
        }

        if (isParagraphs)
        {
            List(text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => (object?)TextShape.Members(p)));
        }
        else if (text.Trim().Length > 0)
        {
            members.AddRange(TextShape.Members(text));
        }

        if (elements is not null && members.Count == 0 && sentences.Count == 0)
        {
            return JsonText.Of(json => AnswerValue.Write(json, elements));
        }

        if (sentences.Count > 0)
        {
            members.Insert(0, new("message", string.Join('\n', sentences)));
        }

        if (elements is not null)
        {
            Add("list", elements);
        }

        return JsonText.Of(json => AnswerValue.Write(json, members));
    }
}
