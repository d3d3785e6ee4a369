using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Context;

/// <summary>What rules of devices ask for, in one line each; meant for <c>using static</c>.</summary>
internal static class Requirement
{
    /// <exception cref="DomainException">It does not hold: an unsupported configuration, in the words of <paramref name="otherwise"/>, at the device's
    /// place.</exception>
    public static void Require(bool holds, Device device, string otherwise) => Require(holds, device.Position, otherwise);

    /// <inheritdoc cref="Require(bool, Device, string)"/>
    public static void Require(bool holds, StorageSource image, string otherwise) => Require(holds, image.Position, otherwise);

    /// <inheritdoc cref="Require(bool, Device, string)"/>
    public static void Require(bool holds, SourcePosition position, string otherwise)
    {
        if (!holds)
        {
            throw DomainException.Unsupported(otherwise, position);
        }
    }
}
