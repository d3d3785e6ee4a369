using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>QEMU's migration parameters that libvirt knows, in its order, with their types (guest-state.md 6.3).</summary>
public static class MigrationParameterTable
{
    private static readonly (string Name, JsonValueKind Kind)[] Known =
    [
        ("compress-level", JsonValueKind.Number),
        ("compress-threads", JsonValueKind.Number),
        ("decompress-threads", JsonValueKind.Number),
        ("cpu-throttle-initial", JsonValueKind.Number),
        ("cpu-throttle-increment", JsonValueKind.Number),
        ("tls-creds", JsonValueKind.String),
        ("tls-hostname", JsonValueKind.String),
        ("max-bandwidth", JsonValueKind.Number),
        ("downtime-limit", JsonValueKind.Number),
        ("xbzrle-cache-size", JsonValueKind.Number),
        ("max-postcopy-bandwidth", JsonValueKind.Number),
        ("multifd-channels", JsonValueKind.Number),
        ("multifd-compression", JsonValueKind.String),
        ("multifd-zlib-level", JsonValueKind.Number),
        ("multifd-zstd-level", JsonValueKind.Number),
        ("avail-switchover-bandwidth", JsonValueKind.Number),
        ("direct-io", JsonValueKind.True),
    ];

    /// <summary>What query-migrate-parameters answered, in libvirt's order; what libvirt does not know is left out.</summary>
    public static IReadOnlyList<MigrationParameter> Parse(JsonElement reply)
    {
        var parameters = new List<MigrationParameter>();
        foreach ((string name, JsonValueKind kind) in Known)
        {
            if (!reply.TryGetProperty(name, out JsonElement value))
            {
                continue;
            }

            string? text = (kind, value.ValueKind) switch
            {
                (JsonValueKind.Number, JsonValueKind.Number) when value.TryGetUInt64(out ulong number) => number.ToString(CultureInfo.InvariantCulture),
                (JsonValueKind.String, JsonValueKind.String) => value.GetString(),
                (JsonValueKind.True, JsonValueKind.True) => "yes",
                (JsonValueKind.True, JsonValueKind.False) => "no",
                _ => null,
            };
            if (text is not null)
            {
                parameters.Add(new(name, text));
            }
        }

        return parameters;
    }

    /// <summary>The arguments of migrate-set-parameters that give them these values.</summary>
    public static PropertyBag Arguments(IEnumerable<MigrationParameter> parameters)
    {
        var values = parameters.ToDictionary(p => p.Name, p => p.Value);
        var bag = new PropertyBag();
        foreach ((string name, JsonValueKind kind) in Known)
        {
            if (!values.TryGetValue(name, out string? value))
            {
                continue;
            }

            bag = kind switch
            {
                JsonValueKind.Number => bag.Add(name, ulong.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)),
                JsonValueKind.True => bag.Add(name, value == "yes"),
                _ => bag.Add(name, value),
            };
        }

        return bag;
    }
}
