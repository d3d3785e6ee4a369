using System.Security.Cryptography;
using VirshLite.DomainParser;

namespace VirshLite.Translator.CommandLine;

/// <summary>A secret for QEMU, encrypted with the guest's master key (storage.md 6.1). Its text never shows on the command line.</summary>
internal static class SecretObject
{
    /// <summary>-object secret of that id.</summary>
    public static void Add(CommandLineBuilder builder, string id, ReadOnlySpan<byte> value)
    {
        byte[] iv = new byte[16];
        builder.Context.Host.Random(iv);
        using Aes aes = Aes.Create();
        aes.Key = builder.Context.Host.MasterKey;
        string data = Convert.ToBase64String(aes.EncryptCbc(value, iv));
        builder.AddObject(CommandLineBuilder.Object("secret", id).Add("data", data).Add("keyid", "masterKey0").Add("iv", Convert.ToBase64String(iv))
            .Add("format", "base64"));
    }

    /// <summary>The secret of a qemu.conf key that holds a uuid.</summary>
    /// <exception cref="DomainException">The text is no uuid, or the host has no such secret.</exception>
    public static void AddByUuid(CommandLineBuilder builder, string id, string uuid)
    {
        if (!Guid.TryParse(uuid, out Guid parsed))
        {
            throw DomainException.Internal($"malformed secret uuid '{uuid}' in qemu.conf");
        }

        byte[] value = builder.Context.Host.SecretValue(parsed) ?? throw DomainException.Operation($"no secret with matching uuid '{uuid}'");
        Add(builder, id, value);
    }
}
