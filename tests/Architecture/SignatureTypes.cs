using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace VirshLite.Architecture;

/// <summary>The types of the assembly itself that a signature names, however deep: arrays, references, arguments of generic types.</summary>
internal sealed class SignatureTypes : ISignatureTypeProvider<int, int>
{
    public HashSet<EntityHandle> Types { get; } = [];

    public void Read(MetadataReader metadata, BlobHandle blob)
    {
        Types.Clear();
        BlobReader reader = metadata.GetBlobReader(blob);
        SignatureHeader header = reader.ReadSignatureHeader();
        var decoder = new SignatureDecoder<int, int>(this, metadata, 0);
        reader.Reset();
        switch (header.Kind)
        {
            case SignatureKind.Field:
                decoder.DecodeFieldSignature(ref reader);
                break;
            case SignatureKind.Method or SignatureKind.Property:
                decoder.DecodeMethodSignature(ref reader);
                break;
            case SignatureKind.LocalVariables:
                decoder.DecodeLocalSignature(ref reader);
                break;
            case SignatureKind.MethodSpecification:
                decoder.DecodeMethodSpecificationSignature(ref reader);
                break;
        }
    }

    /// <summary>A type specification has no header of its own.</summary>
    public void ReadType(MetadataReader metadata, BlobHandle blob)
    {
        Types.Clear();
        BlobReader reader = metadata.GetBlobReader(blob);
        new SignatureDecoder<int, int>(this, metadata, 0).DecodeType(ref reader);
    }

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Types.Add(handle);
        return 0;
    }

    public int GetTypeFromSpecification(MetadataReader reader, int genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        return new SignatureDecoder<int, int>(this, reader, 0).DecodeType(ref signature);
    }

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(int genericContext, int index) => 0;

    public int GetGenericTypeParameter(int genericContext, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;
}
