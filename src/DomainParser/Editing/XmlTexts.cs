namespace VirshLite.DomainParser.Editing;

/// <summary>Text as it may stand in XML.</summary>
internal static class XmlTexts
{
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&apos;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>
    /// Two hyphens end a comment: the second is written as a reference, so that XML taken out of the comment again has the hyphen that it was.
    /// </summary>
    public static string InComment(string text) => text.Replace("--", "-&#45;", StringComparison.Ordinal);
}
