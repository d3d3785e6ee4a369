using System.Text.Json;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;

using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Conformance.State;

/// <summary>Parameters and cookies of migrations.</summary>
internal static class MigrationCases
{
    public static void Parameters(StateCase @case, StateOutcome outcome)
    {
        using JsonDocument reply = JsonDocument.Parse(@case.Input("reply"));
        IReadOnlyList<MigrationParameter> parameters = MigrationParameterTable.Parse(reply.RootElement.GetProperty("return"));
        outcome.SameJson("json", JsonTexts.Split(@case.Expected("json")),
            [PropertyWriter.ToJson(MigrationParameterTable.Arguments(parameters), NoDescriptors.Instance)]);
        outcome.SameText("xml", @case.Expected("xml"), $"<test>\n{Indented(MigrationParametersWriter.Write(parameters))}</test>\n");
    }

    /// <summary>What was read is said on by the receiving host, under its own name.</summary>
    public static void Cookie(StateCase @case, StateOutcome outcome)
    {
        MigrationCookie cookie = MigrationCookieReader.Read(@case.Input("xml"));
        MigrationCookie answer = MigrationCookies.Passed(cookie, new MigrationHost("hostname", Guid.Parse("4a802f00-4cba-5df6-9679-a08c4c5b577f")));
        outcome.SameText("xml", @case.Expected("xml"), MigrationCookieWriter.Write(answer));
    }

    public static void Populate(StateCase @case, StateOutcome outcome)
    {
        XElement domain = XDocument.Parse(@case.Input("status")).Root!.Element("domain")!;
        var identity = new MigrationHost(@case.Text("hostname")!, Guid.Parse(@case.Text("hostuuid")!));
        bool isSource = @case.Text("party") == "source";
        MigrationCookie cookie = MigrationCookies.Offer(
            domain.Element("name")!.Value, Guid.Parse(domain.Element("uuid")!.Value), identity,
            isSource ? [MigrationFeature.LockState, MigrationFeature.MemoryHotplug, MigrationFeature.CpuHotplug]
                : [MigrationFeature.MemoryHotplug, MigrationFeature.CpuHotplug]);
        cookie.Graphics = isSource ? null : GraphicsOf(domain);
        outcome.SameText("xml", @case.Expected("xml"), MigrationCookieWriter.Write(cookie));
    }

    public static void BitmapMapping(StateCase @case, StateOutcome outcome)
    {
        MigrationCookie cookie = MigrationCookieReader.Read(@case.Input("xml"));
        foreach (MigrationBitmapDisk disk in cookie.BlockDirtyBitmaps ?? [])
        {
            if (@case.Flag("persistentFirstBitmap") && disk.Bitmaps.Count > 0)
            {
                disk.Bitmaps[0] = disk.Bitmaps[0] with { IsPersistent = true };
            }
        }

        XElement? status = @case.OptionalInput("status") is { } text ? XDocument.Parse(text).Root : null;
        string? NodeOf(string target) => status?.Descendants("disk").FirstOrDefault(d => (string?)d.Element("target")?.Attribute("dev") == target)
            ?.Element("source")?.Descendants("nodename").FirstOrDefault(n => (string?)n.Attribute("type") == "format")?.Attribute("name")?.Value;
        PropertyBag arguments = Translator.State.BitmapMapping.Arguments(cookie.BlockDirtyBitmaps ?? [], NodeOf);
        outcome.SameJson("json", JsonTexts.Split(@case.Expected("json")), [PropertyWriter.ToJson(arguments, NoDescriptors.Instance)]);
    }

    /// <summary>The first graphics of a running guest that clients reach over the network.</summary>
    private static MigrationGraphics? GraphicsOf(XElement domain)
    {
        XElement? graphics = domain.Element("devices")?.Elements("graphics").FirstOrDefault(g => (string?)g.Attribute("type") is "vnc" or "spice");
        return graphics is null
            ? null
            : new((string)graphics.Attribute("type")!, (int?)graphics.Attribute("port") ?? -1, (string?)graphics.Attribute("listen") ?? "",
                (int?)graphics.Attribute("tlsPort") ?? -1);
    }

    private static string Indented(string xml) => string.Concat(xml.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"  {line}\n"));
}
