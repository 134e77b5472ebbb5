#!/bin/sh
# Links the program and lets Chromium's sandbox work also where ordinary users may not make namespaces.
ln -sf '/opt/${sanitizedProductName}/${executable}' '/usr/bin/${executable}'
chown root:root '/opt/${sanitizedProductName}/chrome-sandbox'
chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox'
command -v update-mime-database >/dev/null && update-mime-database /usr/share/mime || true
command -v update-desktop-database >/dev/null && update-desktop-database /usr/share/applications || true
