using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Services;

/// <summary>A systemd unit as text: sections with settings in order (systemd.syntax(7)). Values are escaped here, and nowhere else.</summary>
public sealed class UnitFile
{
    private readonly StringBuilder text = new();

    /// <summary>A comment line at the top or between settings.</summary>
    public UnitFile Comment(string words)
    {
        text.Append("# ").Append(OneLine(words)).Append('\n');
        return this;
    }

    public UnitFile Section(string name)
    {
        text.Append(text.Length > 0 ? "\n[" : "[").Append(name).Append("]\n");
        return this;
    }

    /// <summary>One setting; a percent sign stands for itself.</summary>
    public UnitFile Set(string key, string value)
    {
        text.Append(key).Append('=').Append(OneLine(value).Replace("%", "%%", StringComparison.Ordinal)).Append('\n');
        return this;
    }

    /// <summary>A command: its words quoted where they need it, with no variables in them (systemd.service(5), command lines).</summary>
    public UnitFile Command(string key, params IReadOnlyList<string> words) => Set(key, string.Join(' ', words.Select(Quoted)));

    public override string ToString() => text.ToString();

    private static string Quoted(string word)
    {
        string escaped = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("$", "$$", StringComparison.Ordinal);
        return escaped.Length > 0 && escaped.AsSpan().IndexOfAny(" \t'\";") < 0 ? escaped : $"\"{escaped}\"";
    }

    private static string OneLine(string value) => value.IndexOfAny(['\n', '\r', '\0']) < 0 ? value
        : throw DomainException.Operation($"'{value.Replace("\n", "\\n", StringComparison.Ordinal)}' cannot stand in a unit file: it has more than one line");
}
