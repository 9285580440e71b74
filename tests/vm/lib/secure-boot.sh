# shellcheck shell=bash
# Secure Boot: OVMF's firmware with the key pair in its db that Debian's package brings for tests, and whose pass phrase its README tells. The
# guest's kernel is signed with it, and so is another build of the module that the guest is given: "enrolled" is that key.

secure_boot_pair=/usr/share/ovmf/PkKek-1-snakeoil
secure_boot_firmware=/usr/share/OVMF

# secure_boot TREE IMAGE: makes the firmware's variables, $run/signed with IMAGE's kernel, signed, and its initrd, and the module's layer;
# sets `entry` to the latter's entry.
secure_boot() {
	local tree=$1 image=$2 source=$run/source-enrolled
	cp $secure_boot_firmware/OVMF_VARS_4M.snakeoil.fd "$run/variables"
	mkdir "$run/signed"
	ln -s "$image/initrd" "$run/signed/"
	layer_sources kmod "$source"
	openssl pkey -in $secure_boot_pair.key -passin pass:snakeoil -out "$source/mok.priv"
	openssl x509 -in $secure_boot_pair.pem -outform der -out "$source/mok.der"
	sbsign --key "$source/mok.priv" --cert $secure_boot_pair.pem --output "$run/signed/vmlinuz" "$image/vmlinuz" 2>"$run/sbsign.log" ||
		die 125 "the kernel cannot be signed: $(tail -n 1 "$run/sbsign.log")"
	layer_made enrolled "$tree" "$source" "${layer_command[enrolled]}"
}

# secure_boot_machine: adds to `args` what makes the machine boot so.
secure_boot_machine() {
	args+=(
		-drive "if=pflash,unit=0,format=raw,readonly=on,file=$secure_boot_firmware/OVMF_CODE_4M.fd"
		-drive "if=pflash,unit=1,format=raw,file=$run/variables"
	)
}
