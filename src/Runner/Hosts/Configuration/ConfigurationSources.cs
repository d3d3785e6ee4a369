using System.Collections;
using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>Where settings come from, read and in their order: a later one wins.</summary>
internal static class ConfigurationSources
{
    private const string Prefix = "VIRSHLITE_";

    /// <exception cref="DomainException">A source is malformed, or one of VirshLite's own has an unknown setting; the message names the source.</exception>
    public static List<(ISettingProvider Provider, string Origin)> Of(ConfigurationRequest request, Func<string, string?> environment)
    {
        var sources = new List<(ISettingProvider, string)>();

        string qemuConf = request.QemuConf ?? HostDirectories.QemuConf(request.Session, environment);
        AddLibvirts(qemuConf);
        AddLibvirts(Path.Join(Path.GetDirectoryName(qemuConf), "virtlogd.conf"));

        string file = request.File ?? HostDirectories.OwnConfiguration(request.Session, environment);
        if (request.File is not null || File.Exists(file))
        {
            AddOwn(Json(file), file);
        }

        List<KeyValuePair<string, string?>> variables = Variables(request.Environment);
        if (variables.Count > 0)
        {
            AddOwn(new GivenSettings(variables), "the environment (" + Prefix + "...)");
        }

        if (request.Assignments.Count > 0)
        {
            AddOwn(new GivenSettings(request.Assignments.Select(Assignment)), "--set");
        }

        if (request.Rules is { } rules)
        {
            AddOwn(new GivenSettings([KeyValuePair.Create("rules", (string?)rules)]), "--rules");
        }

        return sources;

        void AddLibvirts(string path)
        {
            if (QemuConfText.TryRead(path) is { } settings)
            {
                sources.Add((new GivenSettings(settings), path));
            }
        }

        void AddOwn(ISettingProvider provider, string origin)
        {
            foreach (string key in provider.NamesBelow(null))
            {
                if (!SettingKeys.IsKnown(key))
                {
                    throw DomainException.Operation($"{origin}: there is no setting '{key.ToLowerInvariant()}'{Nearest(key)}");
                }
            }

            sources.Add((provider, origin));
        }
    }

    private static JsonSettings Json(string file)
    {
        try
        {
            using FileStream stream = Open(file);
            var settings = new JsonSettings(stream);
            settings.Load();
            return settings;
        }
        catch (JsonException e)
        {
            throw DomainException.Operation(string.Create(CultureInfo.InvariantCulture,
                $"{file}:{e.LineNumber + 1}: no JSON: {e.Message.Split(" LineNumber:")[0]}"));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            throw DomainException.Operation($"{file}: {(e.InnerException ?? e).Message}");
        }
    }

    /// <summary>Those that are meant for us, by the settings' names.</summary>
    private static List<KeyValuePair<string, string?>> Variables(IReadOnlyDictionary<string, string>? given)
    {
        var variables = new List<KeyValuePair<string, string?>>();
        if (given is not null)
        {
            foreach ((string name, string value) in given)
            {
                Add(name, value);
            }
        }
        else
        {
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                Add((string)variable.Key, (string?)variable.Value);
            }
        }

        return variables;

        void Add(string name, string? value)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                variables.Add(KeyValuePair.Create(name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), value));
            }
        }
    }

    private static KeyValuePair<string, string?> Assignment(string word)
    {
        int equals = word.IndexOf('=');
        return equals > 0
            ? KeyValuePair.Create(word[..equals], (string?)word[(equals + 1)..])
            : throw DomainException.Operation($"--set takes KEY=VALUE, not '{word}'");
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DomainException.Operation($"{file}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message)}");
        }
    }

    private static string Nearest(string key)
    {
        string? best = null;
        int distance = 4;
        foreach (string known in SettingKeys.All)
        {
            int d = EditDistance.Between(key.ToLowerInvariant(), known);
            if (d < distance)
            {
                (best, distance) = (known, d);
            }
        }

        return best is null ? "" : $"; did you mean '{best}'?";
    }
}
