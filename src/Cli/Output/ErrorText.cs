using VirshLite.DomainParser;

namespace VirshLite.Cli.Output;

/// <summary>Errors in one or two lines: <c>FILE:LINE:COLUMN: error: what is wrong</c>, the form that editors jump to.</summary>
internal static class ErrorText
{
    /// <param name="input">The name of the text that was being worked on; null where it plays no part.</param>
    public static string Of(DomainException e, string? input)
    {
        string place = input is null || (e.Kind == RefusalKind.Operation && !e.Position.IsKnown) ? ""
            : e.Position.IsKnown ? $"{input}:{e.Position}: "
            : input + ": ";
        return $"{place}error: {e.Message}";
    }

    /// <summary>The same for programs.</summary>
    public static ErrorAnswer Answer(DomainException e, string? input, int code)
    {
        string? file = e.File ?? (e.Kind == RefusalKind.Operation && !e.Position.IsKnown ? null : input);
        return new(file, e.Position.IsKnown ? e.Position.Line : null, e.Position.IsKnown ? e.Position.Column : null, OneLine(e.Message), code);
    }

    /// <summary>virsh's second line (<c>error: why</c>) behind the first.</summary>
    public static string OneLine(string message) => message.Replace("\nerror: ", ": ", StringComparison.Ordinal).TrimEnd();

    /// <summary>Small first letter, no full stop: reads on after <c>error:</c>.</summary>
    public static string Sentence(string text)
    {
        text = text.TrimEnd('.', ' ');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
