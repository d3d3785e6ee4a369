using System.Text.Json;

namespace VirshLite.Translator.Capabilities;

/// <summary>Asks for the host's CPU with <c>query-cpu-model-expansion</c> (capabilities.md 1.3, 4.2 and 5.6).</summary>
internal static class HostCpuProbe
{
    private const string Unmigratable = ",\"props\":{\"migratable\":false}";

    private const string HypervPassthrough = """
        {"type":"full","model":{"name":"host","props":{"migratable":false,"hv-passthrough":true}}}
        """;

    /// <summary>The enlightenments that domain capabilities list, in libvirt's spelling.</summary>
    private static readonly string[] Enlightenments =
    [
        "relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer", "reset", "vendor_id", "frequencies", "reenlightenment", "tlbflush", "ipi",
        "evmcs", "avic", "emsr_bitmap", "xmm_input",
    ];

    /// <summary>Asks all that belongs to one run.</summary>
    /// <param name="accelerated">The first run: model <c>host</c>; the second one asks for <c>max</c>.</param>
    /// <returns>The CPU, or null where QEMU has no data; and the Hyper-V enlightenments of an accelerated run.</returns>
    public static (HostCpuExpansion? Cpu, IReadOnlyList<string> Hyperv) Ask(IQmpSession session, string arch, bool accelerated, bool askDeprecated)
    {
        string model = accelerated ? "host" : "max";
        bool x86 = Architectures.IsX86(arch);
        bool arm = Architectures.IsArm(arch);
        bool s390 = Architectures.IsS390(arch);

        Expansion? basic = Ask(session, Question(arm ? "full" : "static", model), s390);
        Expansion? unmigratable = null;
        if (x86 && basic is not null)
        {
            unmigratable = Ask(session, Question("static", model, Unmigratable), s390);
        }

        IReadOnlyList<string> deprecated = basic?.Deprecated ?? [];
        if (askDeprecated)
        {
            Expansion? full = Ask(session, Question("full", model), s390);
            deprecated = full is { Deprecated.Count: > 0 } ? full.Deprecated : deprecated;
        }

        IReadOnlyList<string> hyperv = [];
        if (accelerated && (x86 || arm))
        {
            hyperv = ReadEnlightenments(Ask(session, HypervPassthrough, s390));
        }

        if (basic is null)
        {
            return (null, hyperv);
        }

        if (unmigratable is not null)
        {
            MarkMigratable(basic.Properties, unmigratable.Properties);
        }

        return (new(basic.Name, basic.Properties, unmigratable is not null, deprecated), hyperv);
    }

    private static string Question(string type, string model, string? properties = null) =>
        $"{{\"type\":\"{type}\",\"model\":{{\"name\":\"{model}\"{properties}}}}}";

    private static Expansion? Ask(IQmpSession session, string arguments, bool propertiesAreOptional)
    {
        QmpReply reply = session.Execute("query-cpu-model-expansion", arguments);
        if (reply.IsError)
        {
            return reply.ErrorClass == "GenericError" ? null : throw CapabilityProbe.Failed("query-cpu-model-expansion", reply);
        }

        JsonElement model = reply.Value.GetProperty("model");
        var properties = new List<CpuProperty>();
        if (model.TryGetProperty("props", out JsonElement props))
        {
            foreach (JsonProperty property in props.EnumerateObject())
            {
                if (ReadProperty(property) is { } known)
                {
                    properties.Add(known);
                }
            }
        }
        else if (!propertiesAreOptional)
        {
            throw new CapabilityProbeException("QEMU's reply to query-cpu-model-expansion has no properties.");
        }

        var deprecated = new List<string>();
        if (reply.Value.TryGetProperty("deprecated-props", out JsonElement names))
        {
            foreach (JsonElement name in names.EnumerateArray())
            {
                deprecated.Add(name.GetString()!);
            }
        }

        return new(model.GetProperty("name").GetString()!, properties, deprecated);
    }

    private static CpuProperty? ReadProperty(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.True => CpuProperty.Of(property.Name, true),
        JsonValueKind.False => CpuProperty.Of(property.Name, false),
        JsonValueKind.String => CpuProperty.Of(property.Name, property.Value.GetString()!),
        JsonValueKind.Number when property.Value.TryGetInt64(out long number) => CpuProperty.Of(property.Name, number),
        _ => null,
    };

    /// <summary>
    /// A feature that is on is migratable; one that comes on only when migration need not work is not, and counts as on.
    /// </summary>
    private static void MarkMigratable(List<CpuProperty> properties, List<CpuProperty> unmigratable)
    {
        var others = new Dictionary<string, bool>(unmigratable.Count, StringComparer.Ordinal);
        foreach (CpuProperty property in unmigratable)
        {
            if (property.Type == CpuPropertyType.Boolean)
            {
                others[property.Name] = property.Boolean;
            }
        }

        for (int i = 0; i < properties.Count; i++)
        {
            CpuProperty property = properties[i];
            if (property.Type != CpuPropertyType.Boolean || !others.TryGetValue(property.Name, out bool other))
            {
                continue;
            }

            if (property.Boolean)
            {
                properties[i] = property with { Migratable = true };
            }
            else if (other)
            {
                properties[i] = property with { Boolean = true, Migratable = false };
            }
        }
    }

    private static IReadOnlyList<string> ReadEnlightenments(Expansion? expansion)
    {
        if (expansion is null)
        {
            return [];
        }

        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (CpuProperty property in expansion.Properties)
        {
            if (!property.Name.StartsWith("hv-", StringComparison.Ordinal) ||
                (property.Type == CpuPropertyType.Boolean && !property.Boolean) ||
                (property.Type == CpuPropertyType.Number && property.Number <= 0))
            {
                continue;
            }

            string name = property.Name[3..];
            there.Add(Enlightenments.Contains(name) ? name : name.Replace('-', '_'));
        }

        return Array.FindAll(Enlightenments, there.Contains);
    }

    private sealed record Expansion(string Name, List<CpuProperty> Properties, List<string> Deprecated);
}
