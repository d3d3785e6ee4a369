using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Editing;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Tries, at the place of a refusal, which attribute or element less would do: addresses first, then the small before the large, the device as a whole last.
/// What a device is made of (its type, source and target) is not tried alone.
/// </summary>
internal static class SmallestCut
{
    private static readonly string[] OfEachDomain = ["name", "memory", "vcpu", "os", "devices"];

    private static readonly string[] EssentialElements = ["source", "target", "type", "name", "memory", "vcpu", "os", "devices", "emulator", "uuid"];

    private static readonly string[] EssentialAttributes = ["type", "device", "file", "dev", "dir", "name", "network", "bridge", "path", "address", "uuid"];

    /// <param name="draft">The text; it is changed where a cut is found.</param>
    /// <param name="refusal">What is wrong with it.</param>
    /// <param name="check">What would be wrong with a text; null: nothing.</param>
    public static bool Mend(AdaptingDraft draft, DomainException refusal, Func<string, DomainException?> check)
    {
        List<XElement> all = [.. draft.Root.DescendantsAndSelf()];
        XObject? second = null;
        foreach (XObject candidate in Candidates(draft, refusal))
        {
            XElement element = candidate as XElement ?? candidate.Parent!;
            XElement unit = UnitOf(element);
            DomainException? then = check(Without(draft, all.IndexOf(element), candidate as XAttribute));
            if (then is null)
            {
                Cut(draft, candidate, refusal);
                return true;
            }

            if (second is null && IsProgress(draft, refusal, then, unit, isWhole: candidate == unit))
            {
                second = candidate;
            }
        }

        if (second is null)
        {
            return false;
        }

        Cut(draft, second, refusal);
        return true;
    }

    private static void Cut(AdaptingDraft draft, XObject candidate, DomainException refusal)
    {
        string why = refusal.Message.TrimEnd('.', ' ');
        if (candidate is XAttribute attribute)
        {
            draft.RemoveAttribute(attribute, $"{why}; it was {attribute.Name.LocalName}='{attribute.Value}'");
        }
        else
        {
            draft.CommentOut((XElement)candidate, why);
        }

        draft.Settle();
    }

    private static IEnumerable<XObject> Candidates(AdaptingDraft draft, DomainException refusal)
    {
        if (!refusal.Position.IsKnown)
        {
            return draft.Root.Elements().Where(e => !OfEachDomain.Contains(e.Name.LocalName))
                .Concat(draft.Devices.Where(d => d.Name.LocalName != "emulator"));
        }

        XElement at = draft.ElementAt(refusal.Position);
        XElement unit = UnitOf(at);
        List<XElement> inside = [.. at.DescendantsAndSelf().Where(e => e != unit && !EssentialElements.Contains(e.Name.LocalName))];
        IEnumerable<XObject> attributes = at.DescendantsAndSelf().Where(e => e.Name.LocalName is not "address" and not "alias")
            .SelectMany(e => e.Attributes()).Where(a => !a.IsNamespaceDeclaration && !EssentialAttributes.Contains(a.Name.LocalName));
        IEnumerable<XObject> around = at.AncestorsAndSelf().TakeWhile(e => e != unit).Skip(1)
            .Where(e => !EssentialElements.Contains(e.Name.LocalName));
        return
        [
            .. inside.Where(e => e.Name.LocalName == "address"),
            .. attributes,
            .. inside.Where(e => e.Name.LocalName != "address").OrderBy(e => e.Descendants().Count()),
            .. around,
            .. unit != draft.Root && !OfEachDomain.Contains(unit.Name.LocalName) ? new[] { unit } : [],
        ];
    }

    /// <summary>The device, or the section of the domain, that holds an element.</summary>
    private static XElement UnitOf(XElement element) =>
        element.AncestorsAndSelf().FirstOrDefault(e => e.Parent?.Name.LocalName == "devices" && e.Parent.Parent?.Parent is null)
        ?? element.AncestorsAndSelf().FirstOrDefault(e => e.Parent is { Parent: null }) ?? element;

    /// <summary>Another refusal counts as progress where it is about another part of the text, if only about the next of the same kind.</summary>
    private static bool IsProgress(AdaptingDraft draft, DomainException refusal, DomainException then, XElement unit, bool isWhole) =>
        refusal.Position.IsKnown && then.Position.IsKnown
            ? (isWhole && then.Message != refusal.Message) || !draft.ElementAt(then.Position).AncestorsAndSelf().Contains(unit)
            : then.Message != refusal.Message && (isWhole || !then.Position.IsKnown);

    private static string Without(AdaptingDraft draft, int index, XAttribute? attribute)
    {
        EditableXml copy = draft.Copy();
        XElement element = copy.Root.DescendantsAndSelf().ElementAt(index);
        if (attribute is not null)
        {
            copy.RemoveAttribute(element.Attribute(attribute.Name)!);
        }
        else
        {
            // lines stay as they are, so that places in the text mean the same afterwards
            copy.Blank(element);
        }

        return copy.Apply().Text;
    }
}
