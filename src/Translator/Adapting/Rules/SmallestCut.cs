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
        if (Find(draft.Xml, refusal, check) is not { } cut)
        {
            return false;
        }

        string why = refusal.Message.TrimEnd('.', ' ');
        if (cut is XAttribute attribute)
        {
            draft.RemoveAttribute(attribute, $"{why}; it was {attribute.Name.LocalName}='{attribute.Value}'");
        }
        else
        {
            draft.CommentOut((XElement)cut, why);
        }

        return draft.Settle();
    }

    /// <summary>The attribute or element without which the refusal is no more; null where no cut of that kind does.</summary>
    public static XObject? Find(EditableXml xml, DomainException refusal, Func<string, DomainException?> check)
    {
        XObject? second = null;
        foreach (XObject candidate in Candidates(xml, refusal))
        {
            XElement unit = UnitOf(candidate as XElement ?? candidate.Parent!);
            DomainException? then = check(Without(xml, candidate));
            if (then is null)
            {
                return candidate;
            }

            if (second is null && IsProgress(xml, refusal, then, unit, isWhole: candidate == unit))
            {
                second = candidate;
            }
        }

        return second;
    }

    /// <summary>The text with blanks where the attribute or element stood: all the rest stays in its place.</summary>
    public static string Without(EditableXml xml, XObject cut)
    {
        var copy = new EditableXml(xml.Text);
        XElement element = copy.Root.DescendantsAndSelf().ElementAt(xml.Root.DescendantsAndSelf().ToList().IndexOf(cut as XElement ?? cut.Parent!));
        if (cut is XAttribute attribute)
        {
            copy.Blank(element.Attribute(attribute.Name)!);
        }
        else
        {
            copy.Blank(element);
        }

        return copy.Apply().Text;
    }

    /// <summary>The device, or the section of the domain, that holds an element.</summary>
    public static XElement UnitOf(XElement element) =>
        element.AncestorsAndSelf().FirstOrDefault(e => e.Parent?.Name.LocalName == "devices" && e.Parent.Parent?.Parent is null)
        ?? element.AncestorsAndSelf().FirstOrDefault(e => e.Parent is { Parent: null }) ?? element;

    private static IEnumerable<XObject> Candidates(EditableXml xml, DomainException refusal)
    {
        if (!refusal.Position.IsKnown)
        {
            return xml.Root.Elements().Where(e => !OfEachDomain.Contains(e.Name.LocalName))
                .Concat(xml.Root.Elements("devices").Elements().Where(d => d.Name.LocalName != "emulator"));
        }

        XElement at = xml.ElementAt(refusal.Position);
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
            .. unit != xml.Root && !OfEachDomain.Contains(unit.Name.LocalName) ? new[] { unit } : [],
        ];
    }

    /// <summary>Another refusal counts as progress where it is about another part of the text, if only about the next of the same kind.</summary>
    private static bool IsProgress(EditableXml xml, DomainException refusal, DomainException then, XElement unit, bool isWhole) =>
        refusal.Position.IsKnown && then.Position.IsKnown
            ? (isWhole && then.Message != refusal.Message) || !xml.ElementAt(then.Position).AncestorsAndSelf().Contains(unit)
            : then.Message != refusal.Message && (isWhole || !then.Position.IsKnown);
}
