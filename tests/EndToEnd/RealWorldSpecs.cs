using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Hosts;
using VirshLite.Translator;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.EndToEnd;

/// <summary>Domains that people really use: each is translated, or refused with one clear line; none makes the program stumble.</summary>
public sealed class RealWorldSpecs
{
    [SkippableFact]
    public void Every_domain_is_translated_or_refused_with_one_clear_line()
    {
        string? folder = Environment.GetEnvironmentVariable("TEST_REALWORLD") is { Length: > 0 } given ? given : SharedFolder.Find("realworld");
        Skip.IfNot(Directory.Exists(folder), "real-world domains are not in shared/realworld beside this checkout; TEST_REALWORLD can name their directory");
        Skip.IfNot(File.Exists(Programs.Qemu), $"{Programs.Qemu} is not installed");
        QemuCapabilities capabilities = new LiveCapabilities(null, Programs.SharedCache).Get(Programs.Qemu);
        var stumbles = new List<string>();
        int translated = 0;
        int refused = 0;
        foreach (string file in Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            try
            {
                Translate(File.ReadAllText(file), capabilities);
                translated++;
            }
            catch (DomainException e) when (e.Message.Length > 0 && !e.Message.Trim().Contains('\n', StringComparison.Ordinal))
            {
                refused++;
            }
            catch (Exception e)
            {
                stumbles.Add($"{Path.GetFileName(file)}: {e.GetType().Name}: {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault()}");
            }
        }

        stumbles.ShouldBeEmpty();
        (translated + refused).ShouldBeGreaterThan(0);
    }

    private static void Translate(string xml, QemuCapabilities capabilities)
    {
        Domain domain = DomainReader.Read(xml);
        domain.Emulator = Programs.Qemu;
        var settings = new Settings();
        var context = new TranslationContext(domain, _ => capabilities, new LiveHostFacts(settings), settings);
        Translation.Complete(context);
        LaunchPlan plan = Translation.Plan(context);
        PlanRenderer.Arguments(plan, new DenseNumbering(plan)).Count.ShouldBeGreaterThan(10);
    }
}
