using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Confinement.AppArmor;
using VirshLite.Translator.Context;

namespace VirshLite.Conformance.Security;

/// <summary>Holds plans of confinement against what libvirt does: limits, owners, labels, profile rules.</summary>
internal sealed class SecurityRunner
{
    private static readonly FileOwner Qemu = new(1000, 1000);
    private static readonly SelinuxImageContexts Contexts = new(
        SelinuxContext.Parse("system_u:object_r:svirt_image_t:s0"),
        SelinuxContext.Parse("system_u:object_r:virt_content_t:s0"));

    private readonly string directory;
    private readonly HostFolder folder;
    private readonly RecordedQemus qemus;
    private readonly IReadOnlyList<string> replies;

    /// <param name="directory">The security data.</param>
    /// <param name="hostRoot">The other data: recorded QEMUs and the pretended host.</param>
    public SecurityRunner(string directory, string hostRoot)
    {
        this.directory = directory;
        string recorded = Path.Combine(hostRoot, "qemu");
        folder = new HostFolder(Path.Combine(hostRoot, "host"));
        qemus = new RecordedQemus(recorded);
        replies = Directory.Exists(recorded) ? [.. Directory.EnumerateFiles(recorded, "*.replies").Select(f => Path.GetFileName(f))] : [];
    }

    /// <summary>The differences; empty where all is as expected.</summary>
    public string Run(SecurityCase @case)
    {
        string xml = File.ReadAllText(Path.Combine(directory, "data", @case.XmlFile));
        try
        {
            return @case.Kind switch
            {
                "memlock" => Compare([Text(@case.Json.GetProperty("bytes"))], [Limit(LockedMemory.Of(Completed(xml, @case)))]),
                "dac" => Compare(@case.Json.GetProperty("labels").EnumerateArray().Select(Owner), Owners(Completed(xml, @case))),
                "selinux" => SelinuxDifferences(@case, Running(xml, @case)),
                "apparmor" => AppArmorDifferences(@case, xml),
                _ => $"  kind '{@case.Kind}' is unknown\n",
            };
        }
        catch (DomainException e)
        {
            return $"  refused: {e.Message}\n";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"  crash: {e}\n";
        }
    }

    private static Domain Read(string xml, SecurityCase @case) => DomainReader.Read(xml, new ReadingOptions { FileName = @case.XmlFile, IgnoreUnknown = true });

    /// <summary>With the labels that the guest was given when it started: a definition has none.</summary>
    private static Domain Running(string xml, SecurityCase @case)
    {
        Domain domain = Read(xml, @case);
        XElement[] written = [.. XElement.Parse(xml).Elements("seclabel")];
        foreach (SecLabel label in domain.SecLabels)
        {
            XElement? element = Array.Find(written, w => (string?)w.Attribute("model") == label.Model);
            label.Label = (string?)element?.Element("label");
            label.ImageLabel = (string?)element?.Element("imagelabel");
        }

        return domain;
    }

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private static string Limit(ulong? bytes) => bytes switch
    {
        null => "0",
        ulong.MaxValue => "unlimited",
        { } value => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Owner(JsonElement label)
    {
        bool remembered = label.GetProperty("remembered").GetBoolean();
        return $"{label.GetProperty("path").GetString()} {label.GetProperty("owner").GetString()} remembered={remembered} "
            + $"restored={label.GetProperty("restored").GetBoolean()}";
    }

    private static IEnumerable<string> Owners(Domain domain) =>
        DacLabels.Files(domain, new SecurityHost(), new DacOptions { Owner = Qemu })
            .Where(c => !c.Resource.OnlyWhereThere)
            .Select(c => $"{c.Path} {c.Owner} remembered={c.IsRemembered} restored={c.GiveBack != GiveBack.Never}");

    private static string SelinuxDifferences(SecurityCase @case, Domain domain)
    {
        IReadOnlyList<SelinuxLabel> planned = SelinuxLabels.Files(domain, new SecurityHost(), Contexts);
        List<string> expected = [];
        List<string> actual = [];
        foreach (JsonElement label in @case.Json.GetProperty("labels").EnumerateArray())
        {
            string path = label.GetProperty("path").GetString()!;
            bool unsupported = label.TryGetProperty("unsupported", out JsonElement flag) && flag.GetBoolean();
            string? found = planned.LastOrDefault(l => l.Path == path)?.Label.ToString();
            if (unsupported && found is not null && SelinuxLabels.ToleratedErrors.Contains("EOPNOTSUPP"))
            {
                // a label is tried for, and a file system that has none is no error
                found = null;
            }

            expected.Add($"{path} {label.GetProperty("label").GetString() ?? "unlabelled"}");
            actual.Add($"{path} {found ?? "unlabelled"}");
        }

        return Compare(expected, actual);
    }

    /// <summary>libvirt's helper reads a domain without its labels; what it refuses may be refused by our reading, our profile or our start.</summary>
    private string AppArmorDifferences(SecurityCase @case, string xml)
    {
        bool isRefused = @case.Json.TryGetProperty("refused", out _);
        IEnumerable<string> expected = isRefused ? ["refused"] : @case.Json.GetProperty("rules").EnumerateArray().Select(r => r.GetString()!);
        try
        {
            IReadOnlyList<AppArmorRule> rules = LibvirtProfile.Rules(Read(WithoutLabels(xml), @case), new SecurityHost(), SecurityHost.Resolve);
            if (isRefused)
            {
                Completed(xml, @case);
            }

            return Compare(expected, rules.Select(r => r.ToString()));
        }
        catch (DomainException e) when (isRefused)
        {
            _ = e;
            return "";
        }
    }

    private static string WithoutLabels(string xml)
    {
        try
        {
            var domain = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
            domain.Descendants("seclabel").Remove();
            return domain.ToString(SaveOptions.DisableFormatting);
        }
        catch (XmlException)
        {
            return xml;
        }
    }

    private static string Compare(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string[] wanted = [.. expected];
        string[] got = [.. actual];
        if (wanted.SequenceEqual(got))
        {
            return "";
        }

        var text = new StringBuilder();
        LineDifferences.Append(text, wanted, got, most: 20);
        return text.Length > 0 ? text.ToString() : "  the same lines in another order\n";
    }

    /// <summary>As a start would have it: implicit devices, firmware, memory sizes.</summary>
    private Domain Completed(string xml, SecurityCase @case)
    {
        Domain domain = Read(xml, @case);
        string architecture = domain.Os.Arch ?? "x86_64";
        var pretended = new ConformanceCase
        {
            Id = @case.Name,
            Area = "security",
            Expect = Expectation.Args,
            Architecture = architecture,
            Replies = NewestOf(architecture),
            Variant = "",
            Input = @case.XmlFile,
        };
        var context = new TranslationContext(domain, _ => qemus.For(pretended), new PretendedHost(pretended, folder), PretendedSettings.Of(pretended));
        Translation.Complete(context);
        return domain;
    }

    private string NewestOf(string architecture) =>
        replies.Where(r => r.EndsWith($"_{architecture}.replies", StringComparison.Ordinal)).MaxBy(VersionOf)
            ?? throw new FormatException($"no QEMU for {architecture} is recorded");

    /// <summary><c>caps_VERSION_ARCH.replies</c></summary>
    private static Version VersionOf(string file) => Version.Parse(file.Split('_')[1]);
}
