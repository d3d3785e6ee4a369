using System.Text.Json;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;

using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;
using VirshLite.Translator.Storage;

namespace VirshLite.Conformance.State;

/// <summary>Block nodes of images, new images, backing strings.</summary>
internal static class ImageCases
{
    private const ulong PhysicalSize = 4294967296;
    private const ulong Capacity = 8589934590;

    public static void Create(StateCase @case, StateOutcome outcome)
    {
        PretendedImages images = new(@case.Input("xml"));
        ImageNode image = images.Top;
        ImageNode? backing = @case.OptionalInput("backing") is { } xml ? new PretendedImages(xml).Top : null;
        Same("protocol", ImageCreation.Protocol(image, PhysicalSize, images.Context.Host));
        Same("format", ImageCreation.Format(image, Capacity, images.Context.Host, backing));

        void Same(string role, PropertyBag? actual) => outcome.SameJson(
            role, JsonTexts.Split(@case.OptionalExpected(role) ?? ""), actual is null ? [] : [PropertyWriter.ToJson(actual, NoDescriptors.Instance)]);
    }

    public static void Nodes(StateCase @case, StateOutcome outcome)
    {
        PretendedImages images = new(@case.Input("xml"));
        List<string> nodes = [];
        List<string> targets = [];
        List<string> backing = [];
        for (ImageNode? image = images.Top; image is not null; image = image.Backing)
        {
            nodes.AddRange(ImageLayers.Of(image, images.Context).TopFirst.Select(b => PropertyWriter.ToJson(b, NoDescriptors.Instance)));
            targets.Add(PropertyWriter.ToJson(ImageLayers.TargetOf(image, images.Context.Host), NoDescriptors.Instance));
            backing.Add(BackingText.Of(image, images.Context.Host));
        }

        outcome.SameJson("node", JsonTexts.Split(@case.Expected("nodes")), nodes);
        Sources(@case.Expected("srconly"), out List<string> expectedTargets, out List<string> expectedBacking);
        outcome.SameJson("source", expectedTargets, targets);
        outcome.Same("backing strings", string.Join('\n', expectedBacking), string.Join('\n', backing.Select(Comparable)));
    }

    public static void NodesRefused(StateCase @case, StateOutcome outcome) => StateCases.Refused(outcome, () =>
    {
        PretendedImages images = new(@case.Input("xml"));
        for (ImageNode? image = images.Top; image is not null; image = image.Backing)
        {
            ImageLayers.Of(image, images.Context);
        }
    });

    public static void JsonToNode(StateCase @case, StateOutcome outcome)
    {
        StorageSource source = BackingString.Parse(@case.Input("json").Trim(), new StorageSource())!;
        PropertyBag bag = ImageLayers.TargetOf(new ImageNode(source, "storage"), PretendedImages.ContextOf().Host);
        outcome.SameJson("json", JsonTexts.Split(@case.Expected("json")), [PropertyWriter.ToJson(bag, NoDescriptors.Instance)]);
    }

    public static void BackingRoundTrip(StateCase @case, StateOutcome outcome)
    {
        StorageType.Names.TryParse(@case.Text("type")!, out StorageType type);
        StorageSource source = DiskFragmentReader.ReadSource(@case.Input("xml"), type);
        PropertyBag target = ImageLayers.TargetOf(new ImageNode(source, "storage"), PretendedImages.ContextOf().Host);
        string text = "json:" + PropertyWriter.ToJson(new PropertyBag().Add("file", target), NoDescriptors.Instance);
        StorageSource read = BackingString.Parse(text, new StorageSource())!;
        outcome.SameText("xml", @case.Expected("xml"), StorageSourceText.Write(read));
    }

    /// <summary>Blocks of "source only properties:" JSON "backing store string:" TEXT, each in parentheses.</summary>
    private static void Sources(string text, out List<string> targets, out List<string> backing)
    {
        const string First = "source only properties:";
        const string Second = "backing store string:";
        targets = [];
        backing = [];
        foreach (string block in text.Split("\n)", StringSplitOptions.RemoveEmptyEntries))
        {
            int first = block.IndexOf(First, StringComparison.Ordinal);
            int second = block.IndexOf(Second, StringComparison.Ordinal);
            if (first >= 0)
            {
                targets.Add(block[(first + First.Length)..second].Trim());
                backing.Add(Comparable(block[(second + Second.Length)..].Trim()));
            }
        }
    }

    /// <summary>JSON in one spelling, so that line ends do not count.</summary>
    private static string Comparable(string backing)
    {
        if (!backing.StartsWith("json:", StringComparison.Ordinal))
        {
            return backing;
        }

        using JsonDocument document = JsonDocument.Parse(backing["json:".Length..]);
        return "json:" + JsonSerializer.Serialize(document.RootElement);
    }
}
