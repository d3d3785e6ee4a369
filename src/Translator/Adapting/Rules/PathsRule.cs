using System.Xml.Linq;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Paths begin here where the user says (<c>--path OLD=NEW</c>): whole components of a path, and anywhere in arguments that are passed on.</summary>
internal sealed class PathsRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        if (draft.Options.Paths.Count == 0)
        {
            return;
        }

        foreach (XElement element in draft.Root.DescendantsAndSelf().Where(e => !e.AncestorsAndSelf("metadata").Any()))
        {
            foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                if (Replaced(attribute.Value, draft, element) is { } value)
                {
                    draft.SetAttribute(element, attribute.Name.LocalName, value, $"the path was {attribute.Value}");
                }
            }

            if (!element.HasElements && Replaced(element.Value.Trim(), draft, element) is { } text)
            {
                draft.SetText(element, text, $"the path was {element.Value.Trim()}");
            }
        }
    }

    private static string? Replaced(string value, AdaptingDraft draft, XElement element)
    {
        bool isArgument = element.Name.NamespaceName.Length > 0;
        foreach ((string old, string now) in draft.Options.Paths)
        {
            if (isArgument && old.StartsWith('/') && value.Contains(old, StringComparison.Ordinal))
            {
                return value.Replace(old, now, StringComparison.Ordinal);
            }

            if (value.StartsWith(old, StringComparison.Ordinal) && (value.Length == old.Length || old.EndsWith('/') || value[old.Length] == '/'))
            {
                return now + value[old.Length..];
            }
        }

        return null;
    }
}
