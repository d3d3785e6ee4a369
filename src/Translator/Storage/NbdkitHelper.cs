using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>
/// nbdkit, the program that reaches an image on QEMU's behalf and serves it on a socket (storage.md 4.4, startup.md 7). It goes into the background by itself:
/// in the foreground some versions end with whoever started them, and here that is not a daemon but a command.
/// </summary>
internal static class NbdkitHelper
{
    public static void Add(CommandLineBuilder builder, ImageNode image)
    {
        if (image.NbdkitSocket is not { } socket)
        {
            return;
        }

        IHostFacts host = builder.Context.Host;
        List<string> words = ["--unix", socket, "--pidfile", PidFile(socket)];
        if (image.ReadOnly)
        {
            words.Add("--readonly");
        }

        if (image.Source.Readahead != 0 && host.NbdkitCapabilities?.Contains("filter_readahead") == true)
        {
            words.Add("--filter=readahead");
        }

        if (image.Source.Protocol == StorageProtocol.Ssh)
        {
            AddSsh(words, image);
        }
        else
        {
            AddCurl(words, image);
        }

        builder.Plan.Helpers.Add(new PlannedHelper("nbdkit " + image.StorageName, host.FindProgram("nbdkit") ?? "nbdkit", words)
        {
            User = HelperUser.Qemu,
            WaitForSocket = socket,
            Daemonises = true,
            PidFile = PidFile(socket),
            Secret = image.AuthSecret?.Value,
            SecondSecret = image.CookieSecret?.Value,
        });
    }

    private static string PidFile(string socket) => Path.ChangeExtension(socket, ".pid");

    private static void AddCurl(List<string> words, ImageNode image)
    {
        StorageSource source = image.Source;
        words.AddRange(["curl", "protocols=" + StorageProtocol.Names.Of(source.Protocol), "url=" + ProtocolProperties.Url(source)]);
        AddUser(words, source.Auth?.Username, image);
        if (image.CookieSecret is not null)
        {
            words.Add("cookie=-{secret2}");
        }

        if (source.SslVerify == false)
        {
            words.Add("sslverify=false");
        }

        if (source.TimeoutSeconds != 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"timeout={source.TimeoutSeconds}"));
        }
    }

    private static void AddSsh(List<string> words, ImageNode image)
    {
        StorageSource source = image.Source;
        if (source.Hosts.Count != 1)
        {
            throw DomainException.Internal("ssh protocol accepts only one host", source.Position);
        }

        words.AddRange(["ssh", "host=" + source.Hosts[0].Name, string.Create(CultureInfo.InvariantCulture, $"port={source.Hosts[0].Port}"),
            "path=" + source.Path]);
        AddUser(words, source.Auth?.Username ?? source.SshUser, image);
        if (source.SshKeyFile is { } key)
        {
            words.Add("identity=" + key);
        }

        if (source.SshHostKeyCheckDisabled)
        {
            words.Add("verify-remote-host=false");
        }

        if (source.SshKnownHosts is { } known)
        {
            words.Add("known-hosts=" + known);
        }
    }

    private static void AddUser(List<string> words, string? user, ImageNode image)
    {
        if (user is not null)
        {
            words.Add("user=" + user);
        }

        if (image.AuthSecret is not null)
        {
            words.Add("password=-{secret}");
        }
    }
}
