using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator;
using VirshLite.Translator.Adoption;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance.Hotplug;

/// <summary>live-xml.json: how a running guest prints, and with --inactive; status-xml.json: status files read and written again.</summary>
internal static class XmlCases
{
    public static IEnumerable<HotplugOutcome> Run(HotplugSetting setting) =>
        setting.Load("live-xml.json").EnumerateArray()
            .Select(entry => HotplugOutcome.Of("live-xml", entry.GetProperty("name").GetString()!, d => Live(setting, entry, d)))
            .Concat(setting.Load("status-xml.json").EnumerateArray()
                .Select(entry => HotplugOutcome.Of("status-xml", entry.GetProperty("name").GetString()!, d => Status(setting, entry, d))));

    private static void Live(HotplugSetting setting, JsonElement entry, Differences differences)
    {
        string input = entry.GetProperty("input").GetString()!;
        foreach (bool live in (bool[])[true, false])
        {
            Domain domain = setting.Domain(input, live: true);
            var host = new HotplugHost(domain.Os.Arch ?? "x86_64", []);
            var context = new TranslationContext(domain, _ => setting.Newest(domain.Os.Arch ?? "x86_64"), host, HotplugSetting.OfTests(entry));
            Translation.Complete(context);
            domain.Id ??= 1337;
            differences.Texts(
                live ? "running" : "inactive", setting.Text(entry.GetProperty(live ? "live" : "inactive").GetString()!), DomainWriter.Write(domain, live));
        }
    }

    private static void Status(HotplugSetting setting, JsonElement entry, Differences differences)
    {
        string file = entry.GetProperty("in").GetString()!;
        DomainStatus status = DomainStatusReader.Read(setting.Text(file), file);
        Domain domain = status.Domain;
        var host = new HotplugHost(domain.Os.Arch ?? "x86_64", []);
        StatusCompletion.Complete(status, HotplugSetting.OfTests(entry), host);
        differences.Texts("status", setting.Text(entry.GetProperty("out").GetString()!), DomainStatusWriter.Write(status));
    }
}
