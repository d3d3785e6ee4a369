using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.State;

/// <summary>The blockdev-add arguments of an image's nodes; what an image does not need is null.</summary>
/// <param name="Format">The node that understands the format.</param>
/// <param name="Slice">The node that cuts out a part.</param>
/// <param name="Storage">The node that talks to the storage.</param>
public sealed record ImageLayers(PropertyBag? Format, PropertyBag? Slice, PropertyBag Storage)
{
    public static ImageLayers Of(ImageNode image, TranslationContext context) =>
        new(StorageNodes.Format(image, context.Rules), StorageNodes.Slice(image, context.Rules), StorageNodes.Storage(image, context));

    /// <summary>From the format down to the storage.</summary>
    public IEnumerable<PropertyBag> TopFirst => new[] { Format, Slice, Storage }.OfType<PropertyBag>();

    /// <summary>In the order in which QEMU has to get them: each node's child before it.</summary>
    public IEnumerable<PropertyBag> BottomFirst => TopFirst.Reverse();

    /// <summary>What names the image and nothing more (guest-state.md 3.3).</summary>
    public static PropertyBag TargetOf(ImageNode image, IHostFacts host) => ProtocolProperties.OfTarget(image, host);
}
