using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>
/// The one writer of words into profiles: it escapes what the language gives a meaning, and refuses what it has no way to say (confinement.md 4.2).
/// </summary>
internal static class AppArmorText
{
    private const string Meaningful = "\\*?[]{}^@";

    /// <summary>A word as the inside of a quoted path.</summary>
    /// <exception cref="DomainException">It holds a quotation mark or a control character.</exception>
    public static string Literal(string word)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (c == '"' || char.IsControl(c))
            {
                throw DomainException.Unsupported($"'{Shown(word)}' cannot stand in an AppArmor profile: it holds a quotation mark or a control character");
            }

            // @ means something before a brace only
            if (Meaningful.Contains(c, StringComparison.Ordinal) && (c != '@' || (i + 1 < word.Length && word[i + 1] == '{')))
            {
                escaped ??= new StringBuilder(word, 0, i, word.Length + 8);
                escaped.Append('\\');
            }

            escaped?.Append(c);
        }

        return escaped?.ToString() ?? word;
    }

    private static string Shown(string word) => string.Concat(word.Select(c => char.IsControl(c) ? '?' : c));
}
